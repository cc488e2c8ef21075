"""The rules by subject; importing this package declares them all."""

from knowledge.rules import application as application
from knowledge.rules import certification as certification
from knowledge.rules import contradictions as contradictions
from knowledge.rules import credentials as credentials
from knowledge.rules import exams as exams
from knowledge.rules import feasibility as feasibility
from knowledge.rules import licence as licence
from knowledge.rules import licence_roads as licence_roads
from knowledge.rules import licence_states as licence_states
from knowledge.rules import match as match
from knowledge.rules import military as military
from knowledge.rules import oet as oet
from knowledge.rules import pathways as pathways
from knowledge.rules import residency as residency
from knowledge.rules import results as results
from knowledge.rules import scores as scores
from knowledge.rules import sittings as sittings
from knowledge.rules import specialties as specialties
from knowledge.rules import visas as visas
from knowledge.rules import visas_entry as visas_entry
from knowledge.rules import visas_h1b as visas_h1b
from knowledge.rules import visas_j1 as visas_j1
from knowledge.rules import visas_need as visas_need
