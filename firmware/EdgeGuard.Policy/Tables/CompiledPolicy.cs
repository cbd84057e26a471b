using System;

namespace EdgeGuard.Policy;

/// <summary>A policy as flat tables, ready to judge. Immutable; any thread.</summary>
public sealed class CompiledPolicy
{
    /// <summary>What <see cref="RoleIndex"/> answers for the NULL role where the policy has no <c>role none</c>.</summary>
    public const int NoRole = -1;

    /// <summary>What <see cref="RoleIndex"/> answers for a role that the policy does not know, without <c>role *</c>.</summary>
    public const int UnknownRole = -2;

    private static CompiledPolicy? _empty;

    // Fields: every decision reads them.
    internal readonly RuleTables Rules;
    internal readonly RuleTables Nevers;
    internal readonly ConditionTable Conditions;
    internal readonly int RoleCount;

    private readonly PolicyDocument _document;
    private readonly int _anybody;
    private readonly byte[] _hash;

    internal CompiledPolicy(
        PolicyDocument document, PolicyLimits limits, RuleTables rules, RuleTables nevers, ConditionTable conditions, WatchTable watch,
            byte[] hash)
    {
        _document = document;
        _anybody = document.FindAnybody();
        _hash = hash;
        Limits = limits;
        RoleCount = document.Roles.Length;
        Rules = rules;
        Nevers = nevers;
        Conditions = conditions;
        Watch = watch;
    }

    /// <summary>The policy that allows nothing to anybody: what is in force when nothing is.</summary>
    /// <remarks>Made on first use, for it takes tables of other classes: the interpreter runs all static constructors at its start, sorted
    /// by name. Two threads may make one each; they are alike.</remarks>
    public static CompiledPolicy Empty
    {
        get { return _empty ??= PolicyCompiler.CompileEmpty(); }
    }

    /// <summary>Name from the <c>policy</c> line.</summary>
    public string Name
    {
        get { return _document.Name; }
    }

    /// <summary>Version from the <c>policy</c> line.</summary>
    public int Version
    {
        get { return _document.Version; }
    }

    /// <summary>Limits from the <c>limit</c> lines, with our defaults where the policy is silent.</summary>
    public PolicyLimits Limits { get; }

    /// <summary>Whether a line of the policy says how many sessions there may be; otherwise that is our default.</summary>
    public bool LimitsSessions
    {
        get { return _document.Sessions != PolicyDocument.Unset; }
    }

    /// <summary>How refusals are shown to clients of plain and serial upstreams; TLS clients always get exception 01.</summary>
    public RefusalStyle RefusalStyle
    {
        get { return _document.RefusalStyle; }
    }

    /// <summary>What it takes in the device's memory, bytes.</summary>
    public int Bytes
    {
        get { return PolicySize.Of(this, _document); }
    }

    internal WatchTable Watch { get; }

    /// <summary>Whether a line of a role names the function.</summary>
    public bool Names(int function)
    {
        return Rules.SlotOf[function] != 0;
    }

    /// <summary>SHA-256 of the canonical form (<see cref="PolicyWriter"/>):
    /// equal for texts that differ in comments and spacing alone.</summary>
    public byte[] GetHash()
    {
        var copy = new byte[_hash.Length];
        Array.Copy(_hash, copy, copy.Length);
        return copy;
    }

    /// <summary><see cref="GetHash"/> as lower-case hex.</summary>
    public string HashText()
    {
        const string digits = "0123456789abcdef";
        var text = new char[_hash.Length * 2];
        for (int i = 0; i < _hash.Length; i++)
        {
            text[2 * i] = digits[_hash[i] >> 4];
            text[2 * i + 1] = digits[_hash[i] & 15];
        }
        return new string(text);
    }

    /// <summary>Whether a line has time windows: then the site's time zone matters.</summary>
    public bool HasWindows
    {
        get { return Conditions.WindowDays.Length > 0; }
    }

    /// <summary>Whether there is <c>role *</c>.</summary>
    public bool HasAnybody
    {
        get { return _anybody >= 0; }
    }

    /// <summary>Whether there is a role of exactly this name.</summary>
    public bool HasRole(string role)
    {
        return _document.FindRole(role) >= 0;
    }

    /// <summary>The role that was probably meant by a name that is none; empty where none is near.</summary>
    public string NearestRole(string role)
    {
        return Spelling.Nearest(role, RoleCheck.Names(_document));
    }

    /// <summary>The index that <see cref="Judge"/> takes for a peer's role
    /// (null: the NULL role). Role names compare byte for byte.</summary>
    public int RoleIndex(string? role)
    {
        int index = _document.FindRole(role);
        if (index >= 0) return index;
        if (role == null) return NoRole;
        return _anybody >= 0 ? _anybody : UnknownRole;
    }

    /// <summary>The queue priority of a role's requests, 0 (first) … 2; 1 unless the policy says otherwise.</summary>
    public int Priority(int roleIndex)
    {
        return roleIndex >= 0 && roleIndex < _document.Roles.Length ? _document.Roles[roleIndex].Priority : 1;
    }
}
