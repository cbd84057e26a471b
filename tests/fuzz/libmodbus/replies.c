/* What libmodbus's server answers to PDUs: one in hexadecimal on each line of standard input, its reply on a line of standard output,
   or "-" where it takes the request for broken and answers nothing. Every table has all 65536 addresses.
   Build: cc -O1 -o replies replies.c $(pkg-config --cflags --libs libmodbus) */
#include <modbus/modbus.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEADER = 7, MAX_PDU = 253 };

static int read_hex(const char *line, uint8_t *pdu)
{
    int length = 0;
    unsigned value;
    while (length < MAX_PDU && sscanf(line + 2 * length, "%2x", &value) == 1)
        pdu[length++] = (uint8_t)value;
    return length;
}

static int ask(modbus_t *ctx, modbus_mapping_t *mapping, const uint8_t *pdu, int length, uint8_t *reply)
{
    uint8_t adu[HEADER + MAX_PDU] = {0, 1, 0, 0, 0, 0, 1};
    uint8_t request[MODBUS_TCP_MAX_ADU_LENGTH];
    int ends[2];
    int received, replied = 0;

    adu[4] = (uint8_t)((length + 1) >> 8);
    adu[5] = (uint8_t)(length + 1);
    memcpy(adu + HEADER, pdu, (size_t)length);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        exit(1);
    /* All there is, then the end: a request that claims more than there is does not wait for it. */
    if (write(ends[1], adu, (size_t)(HEADER + length)) != HEADER + length)
        exit(1);
    shutdown(ends[1], SHUT_WR);
    modbus_set_socket(ctx, ends[0]);
    received = modbus_receive(ctx, request);
    if (received > 0 && modbus_reply(ctx, request, received, mapping) > 0)
        replied = (int)recv(ends[1], reply, MODBUS_TCP_MAX_ADU_LENGTH, MSG_DONTWAIT);
    close(ends[0]);
    close(ends[1]);
    return replied;
}

int main(void)
{
    char line[4 * MAX_PDU];
    modbus_t *ctx = modbus_new_tcp("127.0.0.1", 1502);
    modbus_mapping_t *mapping = modbus_mapping_new(65536, 65536, 65536, 65536);

    if (ctx == NULL || mapping == NULL)
        return 1;
    /* Before an exception libmodbus sleeps for so long, and drops what comes meanwhile. */
    modbus_set_response_timeout(ctx, 0, 1);
    while (fgets(line, sizeof line, stdin) != NULL) {
        uint8_t pdu[MAX_PDU];
        uint8_t reply[MODBUS_TCP_MAX_ADU_LENGTH];
        int length = ask(ctx, mapping, pdu, read_hex(line, pdu), reply);
        int i;
        if (length <= HEADER)
            printf("-");
        for (i = HEADER; i < length; i++)
            printf("%02X", reply[i]);
        printf("\n");
    }
    modbus_mapping_free(mapping);
    modbus_free(ctx);
    return 0;
}
