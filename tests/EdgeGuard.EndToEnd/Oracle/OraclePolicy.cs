using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>A policy read a second time: from the page of the language alone, by code that shares nothing with the product's, as plainly as
/// it can be said and as slowly.</summary>
internal sealed class OraclePolicy
{
    private readonly Dictionary<string, List<OracleLine>> _lines = [];
    private readonly Dictionary<string, string[]> _includes = [];
    private readonly List<OracleLine> _nevers = [];

    public OraclePolicy(string text)
    {
        string role = "";
        foreach (string line in text.Split('\n').Select(line => line.Split('#')[0].Trim()))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words.FirstOrDefault())
            {
                case null or "edgeguard-policy" or "policy" or "limit":
                    break;
                case "role":
                    role = words[1];
                    _lines[role] = [];
                    _includes[role] = words.Length > 3 ? string.Concat(words[3..]).Split(',') : [];
                    break;
                case "allow":
                    _lines[role].Add(new OracleLine(line));
                    break;
                case "never":
                    _nevers.Add(new OracleLine(line));
                    break;
                default:
                    throw new AssertFailedException("the oracle does not know this line: " + line);
            }
        }
    }

    /// <summary>Whether a client may send this.</summary>
    /// <param name="role">Its role; null for none.</param>
    /// <param name="unit">As it reaches the PLC.</param>
    /// <param name="pdu">The request.</param>
    /// <param name="plc">What the PLC holds.</param>
    public bool Allows(string? role, byte unit, byte[] pdu, IOraclePlc plc)
    {
        OracleRequest? request = OracleRequest.Read(pdu);
        if (request == null || _nevers.Any(line => line.Forbids(unit, request))) return false;
        IEnumerable<string> roles = role == null ? ["none"] : Including(role).Append("*");
        return roles.Where(_lines.ContainsKey).SelectMany(name => _lines[name]).Any(line => line.Allows(unit, request, plc));
    }

    /// <summary>Whether this is a read by which the module itself learns what a line depends on.</summary>
    public bool IsOwnRead(byte unit, byte[] pdu)
    {
        OracleRequest? request = OracleRequest.Read(pdu);
        return request is { Function: >= 1 and <= 4 } && Enumerable.Range(request.Reads.Address, request.Reads.Quantity).All(address =>
            _lines.Values.SelectMany(lines => lines).Any(line => line.MayNeed(unit, request.Function, address)));
    }

    private IEnumerable<string> Including(string role) =>
        _lines.ContainsKey(role) ? _includes[role].SelectMany(Including).Prepend(role) : [];
}
