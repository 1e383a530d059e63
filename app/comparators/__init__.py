"""What inspectors praised and faulted elsewhere, in their words."""
