// The first tests of this target are under way.
