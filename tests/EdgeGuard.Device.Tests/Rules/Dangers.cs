using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Emit;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>Calls of nanoFramework's libraries that compile and do something else than they seem to (each rule says what).</summary>
internal static class Dangers
{
    // SslVerification.CertificateRequired. The other numbers verify nobody, the overload with clientCertificateRequired sets one of them.
    private const int CertificateRequired = 4;

    private const string Handshake = "SslStream::AuthenticateAsServer(";
    private const string SetVerification = "SslStream::set_SslVerification(";

    // Making, accepting and closing. A stream closes as Stream or as IDisposable: both names are looked for.
    private static readonly string[] SocketCalls =
    [
        "Sockets.Socket::.ctor(", "Sockets.Socket::Accept(", "Sockets.Socket::Close(", "Sockets.Socket::Dispose(", "SslStream::Dispose(",
            "SslStream::Close(",
        "System.IO.Stream::Dispose(", "System.IO.Stream::Close(", "SslStream::AuthenticateAs",
    ];

    /// <summary>Handshakes that would let in a client without a certificate.</summary>
    internal static IEnumerable<string> Handshakes(IlMethod method)
    {
        bool isRequired = false;
        for (int i = 0; i < method.Code.Count; i++)
        {
            IlInstruction instruction = method.Code[i];
            if (instruction.Operand.Contains(SetVerification, StringComparison.Ordinal))
            {
                isRequired = IsConstant(method.Code[i - 1], CertificateRequired);
            }
            if (!instruction.Operand.Contains(Handshake, StringComparison.Ordinal)) continue;
            int parameters = instruction.Operand.Count(c => c == ',') + 1;
            if (!isRequired || parameters != 2) yield return $"{method.Short} calls {instruction.Operand}";
        }
    }

    /// <summary>Look-ups of names: the whole interpreter stands still until the name server answers. The MQTT client makes one where it is
    /// made with a name.</summary>
    internal static IEnumerable<string> LookUps(IlMethod method)
    {
        return method.Code
            .Where(i => i.Operand.StartsWith("System.Net.Dns::", StringComparison.Ordinal)
                || i.Operand.Contains("MqttClient::.ctor(String", StringComparison.Ordinal))
            .Select(i => $"{method.Short} calls {i.Operand}");
    }

    /// <summary>Writes to a serial port that the native driver would finish from memory that may have moved, or from its own stack: text,
    /// and more characters than the UART's buffer holds. The count must be a small constant, or come from where it is bounded.</summary>
    internal static IEnumerable<string> Writes(IlMethod method)
    {
        for (int i = 0; i < method.Code.Count; i++)
        {
            string operand = method.Code[i].Operand;
            if (!operand.Contains("SerialPort::Write", StringComparison.Ordinal)) continue;
            bool isOfBytes = operand.EndsWith("SerialPort::Write(Byte[],Int32,Int32)", StringComparison.Ordinal);
            if (!isOfBytes || !IsBounded(method.Code[i - 1])) yield return $"{method.Short} calls {operand}";
        }
    }

    /// <summary>Sockets made or closed elsewhere than where that happens one at a time.</summary>
    internal static IEnumerable<string> Sockets(IlMethod method)
    {
        if (method.Type == typeof(SocketGate).FullName) return [];
        return method.Code.Where(
            i => SocketCalls.Any(
                call => i.Operand.Contains(call, StringComparison.Ordinal))).Select(i => $"{method.Short} calls {i.Operand}");
    }

    /// <summary>Reads and writes of the TLS stream elsewhere than where a whole record and room are known to be there.</summary>
    internal static IEnumerable<string> Streams(IlMethod method)
    {
        if (method.Type == typeof(TlsLink).FullName) return [];
        string[] calls = ["SslStream::Read(", "SslStream::Write("];
        return method.Code.Where(
            i => calls.Any(call => i.Operand.Contains(call, StringComparison.Ordinal))).Select(i => $"{method.Short} calls {i.Operand}");
    }

    private static bool IsBounded(IlInstruction count)
    {
        bool isSmall = (count.Code == OpCodes.Ldc_I4 || count.Code == OpCodes.Ldc_I4_S) && count.Number is > 0 and <= TransmitFifo.Size;
        return isSmall || count.Operand == "EdgeGuard.Device.UartLink::Piece(Int32,Int32)";
    }

    private static bool IsConstant(IlInstruction instruction, long value)
    {
        OpCode code = instruction.Code;
        bool isLoad = code == OpCodes.Ldc_I4 || code == OpCodes.Ldc_I4_S || code == OpCodes.Ldc_I4_4;
        return isLoad && instruction.Number == value;
    }
}
