/** So many runs stand beside each other at most. */
export const COMPARED_MAX = 10;
