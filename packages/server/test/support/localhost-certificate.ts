/**
 * A certificate of localhost that nobody vouches for but itself, good until 2126, with its key. Made by
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost
 * -addext subjectAltName=DNS:localhost`.
 */
export const LOCALHOST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUceIapn9q4tZFxM1eDSvEiqxIyf0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzAwMDEzNFoYDzIxMjYxMTAz
MDAwMTM0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQiViGEOZHo9dpsdMqebBCTfd7nvMWyYcvLQSQXX1u5FviFK5gRGxqx
RxDOZseeCafq6LiCYjJReogj+R46UTawo2kwZzAdBgNVHQ4EFgQUqfBWZ5alKsWK
gkvXjcYNijtwq2YwHwYDVR0jBBgwFoAUqfBWZ5alKsWKgkvXjcYNijtwq2YwFAYD
VR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
SAAwRQIgO74pi+P8fAyZLy+rDKlx6VvQhMAwAB5q2Y143iuAQugCIQC3jmT6/GG7
djRdxpLrPijoK2Pbr6sjMMsnHluXzx1rVQ==
-----END CERTIFICATE-----
`;

export const LOCALHOST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPIQmtIwUgMQdxdXc
hMBsWYRH1na69SEJGeB63S0OAVyhRANCAAQiViGEOZHo9dpsdMqebBCTfd7nvMWy
YcvLQSQXX1u5FviFK5gRGxqxRxDOZseeCafq6LiCYjJReogj+R46UTaw
-----END PRIVATE KEY-----
`;
