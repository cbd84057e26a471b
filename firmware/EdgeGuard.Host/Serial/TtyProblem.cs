using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Host;

/// <summary>Why a serial port cannot be used, and what to do about it, for whoever stands before this machine.</summary>
public static class TtyProblem
{
    /// <summary>One line: the port, what is wrong, and the remedy.</summary>
    public static string Text(string path, SerialFormat format, bool isRs485, SerialFault fault) => $"{path}: " + fault switch
    {
        SerialFault.Missing => "there is no such serial port; " + Choice(),
        SerialFault.Busy => $"another program has it; 'fuser -v {path}' says which: stop it",
        SerialFault.NoPermission => Permission(path),
        SerialFault.NotSerial => "that is no serial port; " + Choice(),
        SerialFault.Format when isRs485 =>
            $"its driver has not {format}, or no RS-485 mode; adapters that switch the line themselves need none",
        SerialFault.Format =>
            $"its driver has not {format}; choose another baud rate, parity or number of stop bits, at every station of the line",
        _ => "it was unplugged, or has failed; it is opened again when it is back, and the kernel's log (dmesg) may say more",
    };

    /// <summary>What whoever uses the port should know although it works; null when there is nothing.</summary>
    public static string? Note(string path, SerialFormat format)
    {
        if (TtyFile.IsPseudoTerminal(path))
        {
            return $"{path} is a pseudo-terminal: it has no baud rate, parity or RS-485 mode; only the times are those of {format}";
        }
        string? lasting = TtyFile.LastingName(path);
        return lasting == null ? null : $"{path} may be another adapter after the next start; {lasting} is this one for good";
    }

    private static string Choice()
    {
        string[] present = TtyFile.Present();
        return present.Length == 0 ? "no adapter is plugged in" : "there are " + string.Join(", ", present);
    }

    private static string Permission(string path)
    {
        string user = Environment.UserName;
        string? group = FileGroup.Of(path);
        return group == null
            ? $"the user {user} may not use it; 'ls -lL {path}' says who may"
            : $"the user {user} may not use it; the group {group} may: 'usermod -aG {group} {user}', then log in or start the "
                + "service again";
    }
}
