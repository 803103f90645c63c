#!/bin/sh
# base-image.sh FOLDER NODE CERTIFICATES: lays out in FOLDER what the image needs of `node:24-slim`, from the files of this
# machine, for a daemon that reaches no registry: Node and npm, a shell and its few programs, the C library, certificates.
set -eu
out=$1 node=$2 certificates=$3
libraries=/lib/x86_64-linux-gnu
mkdir -p "$out/bin" "$out/usr/bin" "$out/usr/local/bin" "$out/usr/local/lib/node_modules" "$out/etc/ssl/certs" \
  "$out/home/node" "$out/tmp" "$out$libraries"
chmod 1777 "$out/tmp"
programs="/bin/sh /bin/mkdir /bin/ln /bin/rm /bin/cat /bin/chown /usr/bin/env"
for program in $programs; do cp -L "$program" "$out/bin/"; done
ln -s /bin/env "$out/usr/bin/env"
cp -L "$node" "$out/usr/local/bin/node"
for program in $programs "$node"; do ldd "$program" | grep -o '/[^ ]*'; done | sort -u | while read -r library; do
  mkdir -p "$out$(dirname "$library")"
  cp -L "$library" "$out$library"
done
# What is loaded while running: names of hosts, and the parts of the C library that native modules ask for.
for library in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2 librt.so.1 libpthread.so.0 libdl.so.2 libgcc_s.so.1; do
  cp -L "$libraries/$library" "$out$libraries/"
done
cp -r "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" "$out/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$out/usr/local/bin/npm"
cp -L "$certificates" "$out/etc/ssl/certs/ca-certificates.crt"
printf 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n' >"$out/etc/passwd"
printf 'root:x:0:\nnode:x:1000:\n' >"$out/etc/group"
chown -R 1000:1000 "$out/home/node"
