/* A Modbus client made of libmodbus: one connection, one request for each argument, one line of answer each.
 *
 *   client HOST PORT UNIT REQUEST...     over TCP
 *   client PATH BAUD UNIT REQUEST...     over a serial port: a path begins with a slash
 *   REQUEST  1:ADDRESS:QUANTITY (also 2, 3, 4)   5:ADDRESS:VALUE (also 6)   15:ADDRESS:VALUE,VALUE... (also 16)
 *            17   22:ADDRESS:AND:OR   23:ADDRESS:QUANTITY:ADDRESS:VALUE,VALUE...
 *   answer   REQUEST = VALUE VALUE...   or   REQUEST ! what libmodbus says is wrong
 */
#include <errno.h>
#include <modbus/modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUES MODBUS_MAX_READ_BITS

static uint8_t bits[MAX_VALUES];
static uint16_t words[MAX_VALUES];

static int list(const char *text, int *values)
{
    int count = 0;
    while (count < MAX_VALUES) {
        char *end;
        values[count++] = (int)strtol(text, &end, 0);
        if (*end != ',') break;
        text = end + 1;
    }
    return count;
}

static void print_bits(int count)
{
    for (int i = 0; i < count; i++) printf(" %d", bits[i]);
}

static void print_words(int count)
{
    for (int i = 0; i < count; i++) printf(" %d", words[i]);
}

/* Gives what libmodbus returns: -1 for a failure; and the number of values to print in *bit_count or *word_count. */
static int ask(modbus_t *plc, const char *request, int *bit_count, int *word_count)
{
    static int values[MAX_VALUES];
    char data[4096] = "0";
    int function = 0, a = 0, b = 0, c = 0;
    if (sscanf(request, "%d:%d:%d:%d:%4095s", &function, &a, &b, &c, data) < 5)
        sscanf(request, "%d:%d:%4095s", &function, &a, data);
    int count = list(data, values);
    for (int i = 0; i < count; i++) {
        bits[i] = values[i] != 0;
        words[i] = (uint16_t)values[i];
    }

    switch (function) {
    case 1: return *bit_count = modbus_read_bits(plc, a, values[0], bits);
    case 2: return *bit_count = modbus_read_input_bits(plc, a, values[0], bits);
    case 3: return *word_count = modbus_read_registers(plc, a, values[0], words);
    case 4: return *word_count = modbus_read_input_registers(plc, a, values[0], words);
    case 5: return modbus_write_bit(plc, a, values[0]);
    case 6: return modbus_write_register(plc, a, (uint16_t)values[0]);
    case 15: return modbus_write_bits(plc, a, count, bits);
    case 16: return modbus_write_registers(plc, a, count, words);
    case 17: return modbus_report_slave_id(plc, MAX_VALUES, bits);
    case 22: sscanf(request, "%d:%d:%d:%d", &function, &a, &b, &c); return modbus_mask_write_register(plc, a, (uint16_t)b, (uint16_t)c);
    case 23: {
        static uint16_t read[MAX_VALUES];
        *word_count = modbus_write_and_read_registers(plc, c, count, words, a, b, read);
        memcpy(words, read, sizeof words);
        return *word_count;
    }
    default: errno = EINVAL; return -1;
    }
}

int main(int argc, char **argv)
{
    if (argc < 5) return 2;
    modbus_t *plc = argv[1][0] == '/' ? modbus_new_rtu(argv[1], atoi(argv[2]), 'E', 8, 1) : modbus_new_tcp(argv[1], atoi(argv[2]));
    if (plc == NULL) return 2;
    modbus_set_slave(plc, atoi(argv[3]));
    modbus_set_response_timeout(plc, 20, 0);
    if (modbus_connect(plc) != 0) {
        fprintf(stderr, "no connection: %s\n", modbus_strerror(errno));
        return 1;
    }
    for (int i = 4; i < argc; i++) {
        int bit_count = 0, word_count = 0;
        int result = ask(plc, argv[i], &bit_count, &word_count);
        printf("%s %c", argv[i], result < 0 ? '!' : '=');
        if (result < 0) printf(" %s", modbus_strerror(errno));
        print_bits(bit_count);
        print_words(word_count);
        printf("\n");
    }
    modbus_close(plc);
    modbus_free(plc);
    return 0;
}
