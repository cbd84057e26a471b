"""A Modbus RTU server made of pymodbus: one unit on a serial line.

    serial_server.py PATH BAUD UNIT

PATH is a pseudo-terminal: pyserial's second setting of a parity there is refused by the C library, so none is set.
"""
import asyncio
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server.async_io import ModbusSerialServer


async def main(path, baud, unit):
    tables = {name: ModbusSequentialDataBlock(0, [0] * 200) for name in ("di", "co", "hr", "ir")}
    context = ModbusServerContext(slaves={unit: ModbusSlaveContext(zero_mode=True, **tables)}, single=False)
    server = ModbusSerialServer(context, framer=ModbusRtuFramer, port=path, baudrate=baud, ignore_missing_slaves=True)
    await server.start()
    print(f"listening on {path}", flush=True)
    await server.serve_forever()


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
