"""A Modbus/TCP server made of pymodbus, on 127.0.0.1. Its one argument is the port."""
import asyncio
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartAsyncTcpServer


async def main(port):
    tables = {name: ModbusSequentialDataBlock(0, [0] * 200) for name in ("di", "co", "hr", "ir")}
    unit = ModbusSlaveContext(zero_mode=True, **tables)
    await StartAsyncTcpServer(ModbusServerContext(slaves={1: unit}, single=False), address=("127.0.0.1", port))


asyncio.run(main(int(sys.argv[1])))
