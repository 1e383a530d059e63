"""Evidence packs: chosen, laid out, screened, built, taken and verified."""
