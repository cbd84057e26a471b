using System.Collections.Generic;
using EdgeGuard.Modbus;

namespace EdgeGuard.Testing.Programs;

/// <summary>The settings of a module with serial lines.</summary>
public static class SerialSettings
{
    /// <summary>A bus with all units behind it, instead of a PLC over TCP. A busy machine may hold the other end up within a frame, as no
    /// hardware would: a gap has to be long to end one.</summary>
    public static IEnumerable<string> Bus(string path, SerialFormat format) =>
        ["plc.address off", $"bus north {path} {format} stretch 1000", "unit 1-247 on north"];

    /// <summary>A serial port at which a client with this role asks.</summary>
    public static IEnumerable<string> Upstream(string path, SerialFormat format, string role) => [$"listen.serial {path} {format} {role}"];
}
