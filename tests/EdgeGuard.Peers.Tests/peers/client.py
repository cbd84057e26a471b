"""A Modbus/TCP Security client made of pymodbus: requests and answers are written as those of client.c.

    client.py HOST PORT CERTIFICATE KEY CA KEYLOG FRAMER UNIT REQUEST...

KEYLOG is where the session's secrets go, for tshark. FRAMER is mbap (what the specification wants) or bare (pymodbus's own
idea of Modbus over TLS: PDUs without any header).
"""
import asyncio
import ssl
import sys

from pymodbus.client import AsyncModbusTlsClient
from pymodbus.diag_message import ForceListenOnlyModeRequest
from pymodbus.exceptions import ModbusException
from pymodbus.file_message import FileRecord, ReadFifoQueueRequest, ReadFileRecordRequest, WriteFileRecordRequest
from pymodbus.framer.socket_framer import ModbusSocketFramer
from pymodbus.framer.tls_framer import ModbusTlsFramer
from pymodbus.mei_message import ReadDeviceInformationRequest
from pymodbus.other_message import GetCommEventCounterRequest, GetCommEventLogRequest, ReportSlaveIdRequest
from pymodbus.register_read_message import ReadWriteMultipleRegistersRequest
from pymodbus.register_write_message import MaskWriteRegisterRequest


def record(file, number, length):
    return FileRecord(file_number=file, record_number=number, record_length=length, record_data=bytes(2 * length))


def request(client, text, unit):
    code, *fields = text.split(":")
    numbers = [[int(value) for value in field.split(",")] for field in fields]
    first = [values[0] for values in numbers]

    def direct(made):
        made.unit_id = unit
        return client.execute(made)

    return {
        "1": lambda: client.read_coils(*first, slave=unit),
        "2": lambda: client.read_discrete_inputs(*first, slave=unit),
        "3": lambda: client.read_holding_registers(*first, slave=unit),
        "4": lambda: client.read_input_registers(*first, slave=unit),
        "5": lambda: client.write_coil(first[0], bool(first[1]), slave=unit),
        "6": lambda: client.write_register(*first, slave=unit),
        "7": lambda: client.read_exception_status(slave=unit),
        "8/0": lambda: client.diag_query_data(msg=0xA537, slave=unit),
        "8/1": lambda: client.diag_restart_communication(True, slave=unit),
        "8/4": lambda: direct(ForceListenOnlyModeRequest()),
        "11": lambda: direct(GetCommEventCounterRequest()),
        "12": lambda: direct(GetCommEventLogRequest()),
        "15": lambda: client.write_coils(first[0], [bool(value) for value in numbers[1]], slave=unit),
        "16": lambda: client.write_registers(first[0], numbers[1], slave=unit),
        "17": lambda: direct(ReportSlaveIdRequest()),
        "20": lambda: direct(ReadFileRecordRequest([record(*first)])),
        "21": lambda: direct(WriteFileRecordRequest([record(*first)])),
        "22": lambda: direct(MaskWriteRegisterRequest(*first)),
        "23": lambda: direct(ReadWriteMultipleRegistersRequest(
            read_address=first[0], read_count=first[1], write_address=first[2], write_registers=numbers[3])),
        "24": lambda: direct(ReadFifoQueueRequest(first[0])),
        "43/14": lambda: direct(ReadDeviceInformationRequest(1, 0)),
    }[code]()


def values(answer):
    if answer.isError():
        return f"! exception {answer.exception_code}" if hasattr(answer, "exception_code") else f"! {answer}"
    found = getattr(answer, "registers", None) or getattr(answer, "bits", None) or []
    return " ".join(["="] + [str(int(value)) for value in found])


async def main(host, port, certificate, key, ca, keylog, framer, unit, *requests):
    context = ssl.create_default_context(cafile=ca)
    context.load_cert_chain(certificate, key)
    context.keylog_filename = keylog
    framers = {"mbap": ModbusSocketFramer, "bare": ModbusTlsFramer}
    client = AsyncModbusTlsClient(
        host, port=int(port), sslctx=context, server_hostname=host, framer=framers[framer], timeout=20)
    await client.connect()
    for text in requests:
        try:
            print(text, values(await asyncio.wait_for(request(client, text, int(unit)), 20)), flush=True)
        except (ModbusException, asyncio.TimeoutError) as error:
            print(text, "!", type(error).__name__, error, flush=True)
    await client.close()


asyncio.run(main(*sys.argv[1:]))
