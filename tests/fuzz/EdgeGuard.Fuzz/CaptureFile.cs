using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace EdgeGuard.Fuzz;

/// <summary>Takes the TCP payloads of Modbus out of a capture: classic
/// little-endian pcap, Ethernet, IPv4. The rest is passed over.</summary>
internal static class CaptureFile
{
    private const int FileHeader = 24;
    private const int RecordHeader = 16;
    private const int Ethernet = 14;
    private const int ModbusPort = 502;

    public static IEnumerable<byte[]> Payloads(byte[] file)
    {
        for (int at = FileHeader; at + RecordHeader <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            if (length < 0 || at + RecordHeader + length > file.Length) yield break;
            yield return Payload(file.AsSpan(at + RecordHeader, length));
            at += RecordHeader + length;
        }
    }

    private static byte[] Payload(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Ethernet + 40 || frame[12] != 8 || frame[13] != 0 || frame[Ethernet + 9] != 6) return [];
        ReadOnlySpan<byte> ip = frame[Ethernet..];
        int end = Math.Min(ip.Length, BinaryPrimitives.ReadUInt16BigEndian(ip[2..]));
        int tcp = 4 * (ip[0] & 15);
        if (tcp + 20 > end) return [];
        bool isModbus = BinaryPrimitives.ReadUInt16BigEndian(ip[tcp..]) == ModbusPort
            || BinaryPrimitives.ReadUInt16BigEndian(ip[(tcp + 2)..]) == ModbusPort;
        int data = tcp + 4 * (ip[tcp + 12] >> 4);
        return isModbus && data < end ? ip[data..end].ToArray() : [];
    }
}
