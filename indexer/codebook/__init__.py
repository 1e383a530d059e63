"""What each label means, as people have agreed to code it, with every earlier wording."""
