"""A TLS client that insists on close_notify (RFC 8446 section 6.1), with a frame that reads one register.

    goodbye.py HOST PORT CERTIFICATE KEY CA FRAME leave     closes its session, and says whether that was answered
    goodbye.py HOST PORT CERTIFICATE KEY CA FRAME stay      waits until the module closes it, and says whether it did so properly
"""
import socket
import ssl
import sys

host, port, certificate, key, ca, frame, what = sys.argv[1:]
for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = context.maximum_version = version
    context.load_verify_locations(ca)
    context.load_cert_chain(certificate, key)
    plain = socket.create_connection((host, int(port)), 60)
    # Without suppress_ragged_eofs an end without close_notify is an SSLEOFError.
    link = context.wrap_socket(plain, server_hostname=host, suppress_ragged_eofs=False)
    link.sendall(bytes.fromhex(frame))
    print(f"{version.name}: {len(link.recv(300))} bytes", flush=True)
    try:
        if what == "leave":
            link.unwrap()
        else:
            while link.recv(300):
                pass
        print(f"{version.name}: goodbye", flush=True)
    except OSError as error:
        print(f"{version.name}: {error!r}", flush=True)
