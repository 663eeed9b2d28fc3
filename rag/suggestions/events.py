"""Nouns for what happens, on which a question reads well."""

BEGINNINGS = {  # what has a first day, and the verb that tells of it
    "take effect": "tariffs levies duties sanctions quotas restrictions cuts rules bans controls"
    " surcharges curbs measures penalties tolls",
    "start": "negotiations talks consultations hearings exercises elections strikes"
    " trials walkouts",
}
# What has a course of events, or is told in one way here and in another there.
EVENTS = frozenset(
    "call election elections meeting summit vote referendum deal agreement accord treaty pact"
    " merger takeover acquisition buyout bid offer sale auction strike strikes protest protests"
    " war attack attacks fighting invasion ceasefire truce crash accident explosion fire"
    " shooting killing storm flood floods earthquake outbreak evacuation rescue crisis dispute"
    " row standoff trial hearing ruling verdict inquiry investigation scandal resignation arrest"
    " arrests visit trip speech campaign budget ban shutdown closure layoffs bailout launch"
    " bankruptcy boycott embargo blockade ferry sinking hijacking kidnapping siege coup".split()
) | frozenset(" ".join(BEGINNINGS.values()).split())
