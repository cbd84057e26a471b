using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central;

/// <summary>Writes what failed in the console into its log, under a number that the page tells.</summary>
/// <remarks>Nothing that somebody typed or sent is among it: neither an address nor a form, and of messages only those that the computer
/// itself makes of its files and networks.</remarks>
internal sealed class FaultLog(Action<string> write)
{
    private const int NumberBytes = 5;
    private const int MostCharacters = 300;

    /// <summary>Writes one.</summary>
    /// <param name="method">How it was asked.</param>
    /// <param name="pattern">What for, as it is mapped.</param>
    /// <param name="e">What failed.</param>
    /// <returns>Its number.</returns>
    internal string Write(string method, string pattern, Exception e)
    {
        string number = Base32.Encode(RandomNumberGenerator.GetBytes(NumberBytes));
        var text = new StringBuilder($"fault {number}: {PeerText.Clean(method)} {pattern}: ");
        for (Exception? one = e; one != null; one = one.InnerException) text.Append(one == e ? "" : " of ").Append(Words(one));
        foreach (string line in (e.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("\n    ").Append(PeerText.Clean(line));
        }
        write(text.ToString());
        return number;
    }

    private static string Words(Exception e)
    {
        bool isOfComputer = e is IOException or SqliteException or SocketException or UnauthorizedAccessException;
        string message = PeerText.Clean(e.Message.Length <= MostCharacters ? e.Message : e.Message[..MostCharacters]);
        return isOfComputer ? $"{e.GetType().Name}: {message}" : e.GetType().Name;
    }
}
