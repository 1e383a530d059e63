"""What to decide next: passages by what deciding them is good for, given to one person each."""
