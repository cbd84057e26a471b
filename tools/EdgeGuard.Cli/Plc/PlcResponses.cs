using System;
using System.Collections.Generic;
using System.Text;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>What the simulated PLC answers to a PDU. Like the legacy PLC that it stands for, it asks nobody who he is.</summary>
internal static class PlcResponses
{
    private static readonly string[] Identification = ["EdgeGuard", "PLC-SIM", "1.0"];

    /// <summary>The response PDU. Never empty.</summary>
    internal static byte[] To(Request request, PlcMemory memory)
    {
        if (request.Fault != RequestFault.None)
        {
            return Exception(request, ExceptionCode.IllegalDataValue);
        }

        if (!Exists(request.ReadTable, request.ReadAddress, request.ReadQuantity)
            || !Exists(request.WriteTable, request.WriteAddress, request.WriteQuantity))
        {
            return Exception(request, ExceptionCode.IllegalDataAddress);
        }

        switch (request.Function)
        {
            case FunctionCode.ReadCoils: return Bits(request, memory.Coils);
            case FunctionCode.ReadDiscreteInputs: return Bits(request, memory.DiscreteInputs);
            case FunctionCode.ReadHoldingRegisters: return Registers(request, memory.HoldingRegisters);
            case FunctionCode.ReadInputRegisters: return Registers(request, memory.InputRegisters);
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteMultipleCoils:
                for (int i = 0; i < request.WriteQuantity; i++) memory.Coils[request.WriteAddress + i] = request.CoilValue(i);
                return Echo(request, 5);
            case FunctionCode.WriteSingleRegister:
            case FunctionCode.WriteMultipleRegisters:
                WriteRegisters(request, memory);
                return Echo(request, 5);
            case FunctionCode.MaskWriteRegister:
                ref ushort register = ref memory.HoldingRegisters[request.WriteAddress];
                register = (ushort)((register & request.AndMask) | (request.OrMask & ~request.AndMask & 0xFFFF));
                return Echo(request, 7);
            case FunctionCode.ReadWriteMultipleRegisters:
                WriteRegisters(request, memory);
                return Registers(request, memory.HoldingRegisters);
            case FunctionCode.Diagnostics when request.SubFunction == DiagnosticsCode.ReturnQueryData:
                return Echo(request, request.Length);
            case FunctionCode.EncapsulatedInterface when request.SubFunction == FunctionCode.MeiDeviceIdentification:
                return DeviceIdentification(request);
            case ProgrammingFunction: return Program(request, memory);
            default: return Exception(request, ExceptionCode.IllegalFunction);
        }
    }

    /// <summary>The exception response to a request.</summary>
    internal static byte[] Exception(Request request, byte code)
    {
        return [(byte)(request.Function | FunctionCode.ExceptionFlag), code];
    }

    // 90: what engineering tools of one vendor speak (UMAS). Session, command; the answer's FE says done, FD refused.
    private const byte ProgrammingFunction = 90;
    private const byte StartCommand = 0x40;
    private const byte StopCommand = 0x41;

    private static byte[] Program(Request request, PlcMemory memory)
    {
        byte session = request.Length > 1 ? request.Buffer[request.Offset + 1] : (byte)0;
        byte command = request.Length > 2 ? request.Buffer[request.Offset + 2] : (byte)0;
        bool isKnown = command is StartCommand or StopCommand;
        if (isKnown) memory.Coils[PlcMap.PumpRun] = command == StartCommand;
        return [ProgrammingFunction, session, isKnown ? (byte)0xFE : (byte)0xFD];
    }

    private static bool Exists(AddressTable table, int address, int quantity)
    {
        return table switch
        {
            AddressTable.None => true,
            AddressTable.Files or AddressTable.FifoQueues => true,
            _ => address + quantity <= PlcMemory.Size,
        };
    }

    private static byte[] Bits(Request request, bool[] table)
    {
        byte[] answer = new byte[2 + (request.ReadQuantity + 7) / 8];
        answer[0] = request.Function;
        answer[1] = (byte)(answer.Length - 2);
        for (int i = 0; i < request.ReadQuantity; i++)
        {
            if (table[request.ReadAddress + i]) answer[2 + i / 8] |= (byte)(1 << i % 8);
        }

        return answer;
    }

    private static byte[] Registers(Request request, ushort[] table)
    {
        byte[] answer = new byte[2 + 2 * request.ReadQuantity];
        answer[0] = request.Function;
        answer[1] = (byte)(answer.Length - 2);
        for (int i = 0; i < request.ReadQuantity; i++)
        {
            answer[2 + 2 * i] = (byte)(table[request.ReadAddress + i] >> 8);
            answer[3 + 2 * i] = (byte)(table[request.ReadAddress + i] & 0xFF);
        }

        return answer;
    }

    private static void WriteRegisters(Request request, PlcMemory memory)
    {
        for (int i = 0; i < request.WriteQuantity; i++)
        {
            memory.HoldingRegisters[request.WriteAddress + i] = (ushort)request.RegisterValue(i);
        }
    }

    private static byte[] Echo(Request request, int length)
    {
        return request.Buffer.AsSpan(request.Offset, length).ToArray();
    }

    // Basic identification, by stream or by object (section 6.21); regular and extended answer at the same level.
    private static byte[] DeviceIdentification(Request request)
    {
        byte code = request.Buffer[request.Offset + 2];
        int first = request.Buffer[request.Offset + 3];
        bool isOne = code == 4;
        if (isOne && first >= Identification.Length)
        {
            return Exception(request, ExceptionCode.IllegalDataAddress);
        }

        if (first >= Identification.Length) first = 0;
        int end = isOne ? first + 1 : Identification.Length;
        List<byte> answer = [request.Function, FunctionCode.MeiDeviceIdentification, code, 0x81, 0, 0, (byte)(end - first)];
        for (int id = first; id < end; id++)
        {
            byte[] text = Encoding.ASCII.GetBytes(Identification[id]);
            answer.AddRange([(byte)id, (byte)text.Length, .. text]);
        }

        return [.. answer];
    }
}
