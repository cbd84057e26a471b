/* A Modbus server made of libmodbus. Without arguments it takes a single TCP connection: whoever comes second waits until the first
 * has gone, as with many old PLCs; units are not told apart. With a serial port it is one unit on an RTU line:
 *
 *   server [PATH BAUD UNIT]
 *
 * Says first where it is, then each request's PDU in hex as it comes.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <modbus/modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#define TABLE 200

static modbus_mapping_t *tables;

/* checksum: how many bytes stand behind the PDU. */
static void serve(modbus_t *server, int checksum)
{
    uint8_t request[MODBUS_TCP_MAX_ADU_LENGTH];
    int header = modbus_get_header_length(server);
    for (;;) {
        int count = modbus_receive(server, request);
        if (count < 0 && (checksum == 0 || errno == EIO || errno == EBADF)) return;
        if (count <= 0) continue;
        for (int i = header; i < count - checksum; i++) printf("%02X", request[i]);
        printf("\n");
        fflush(stdout);
        modbus_reply(server, request, count, tables);
    }
}

static int serve_tcp(void)
{
    /* Port 0 is for the system to choose; libmodbus cannot say which, the socket can. */
    modbus_t *server = modbus_new_tcp("127.0.0.1", 0);
    int listener = server == NULL ? -1 : modbus_tcp_listen(server, 1);
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    if (listener < 0 || getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
        fprintf(stderr, "cannot listen: %s\n", modbus_strerror(errno));
        return 1;
    }
    printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    while (modbus_tcp_accept(server, &listener) >= 0) {
        serve(server, 0);
        modbus_close(server);
    }
    return 0;
}

static int serve_rtu(const char *path, int baud, int unit)
{
    modbus_t *server = modbus_new_rtu(path, baud, 'E', 8, 1);
    if (server == NULL || modbus_set_slave(server, unit) != 0 || modbus_connect(server) != 0) {
        fprintf(stderr, "cannot open %s: %s\n", path, modbus_strerror(errno));
        return 1;
    }
    printf("listening on %s\n", path);
    fflush(stdout);
    serve(server, 2);
    return 0;
}

int main(int argc, char **argv)
{
    tables = modbus_mapping_new(TABLE, TABLE, TABLE, TABLE);
    if (tables == NULL) return 1;
    return argc == 4 ? serve_rtu(argv[1], atoi(argv[2]), atoi(argv[3])) : serve_tcp();
}
