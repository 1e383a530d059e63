"""Evidence packs: chosen passages, laid out, screened, frozen and sent with their proof."""
