/* A Modbus/TCP server made of libmodbus that takes a single connection: whoever comes second waits until the first has gone,
 * as with many old PLCs. Units are not told apart. Prints its port, then each request's PDU in hex as it comes.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <modbus/modbus.h>
#include <stdio.h>
#include <sys/socket.h>

#define TABLE 200

int main(void)
{
    /* Port 0 is for the system to choose; libmodbus cannot say which, the socket can. */
    modbus_t *server = modbus_new_tcp("127.0.0.1", 0);
    modbus_mapping_t *tables = modbus_mapping_new(TABLE, TABLE, TABLE, TABLE);
    int listener = server == NULL ? -1 : modbus_tcp_listen(server, 1);
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    if (listener < 0 || tables == NULL || getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
        fprintf(stderr, "cannot listen: %s\n", modbus_strerror(errno));
        return 1;
    }
    printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);

    uint8_t request[MODBUS_TCP_MAX_ADU_LENGTH];
    int header = modbus_get_header_length(server);
    while (modbus_tcp_accept(server, &listener) >= 0) {
        for (;;) {
            int count = modbus_receive(server, request);
            if (count < 0) break;
            for (int i = header; i < count; i++) printf("%02X", request[i]);
            printf("\n");
            fflush(stdout);
            if (count > 0) modbus_reply(server, request, count, tables);
        }
        modbus_close(server);
    }
    return 0;
}
