#!/bin/sh
# What nginx cannot do by itself. Runs before it, from /docker-entrypoint.d.

for network in $OFFICE; do
    echo "allow $network;"
done > /run/office.conf

# nginx asks no node how it is. So this does, every two seconds, and has it serve from those that are ready: not from
# one that starts, nor from the one of two halves that Keycloak says is not to be used. Where none is, all stays as it is.
list=/run/nodes.conf

ready() {
    for node in $NODES; do
        address=$(curl -sf -m 2 -o /dev/null -w '%{remote_ip}' "http://$node:9000/health/ready") &&
            echo "server $address:8080 max_fails=1 fail_timeout=3s;"
    done
}

watch() {
    served=
    while sleep 2; do
        now=$(ready)
        if [ -n "$now" ] && [ "$now" != "$served" ]; then
            echo "$now" > $list
            nginx -s reload && served=$now
        fi
    done
}

now=$(ready)
echo "${now:-server 127.0.0.1:9 down;}" > $list
watch &
