#!/bin/sh
# What follows the image's name is a program of the image, as the jobs of containers have it, or else a command of tutti.
if [ $# -gt 0 ] && command -v "$1" >/dev/null 2>&1; then exec "$@"; fi
exec tutti "$@"
