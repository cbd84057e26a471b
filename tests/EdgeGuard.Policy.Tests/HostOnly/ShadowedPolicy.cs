using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Policy.Tests;

/// <summary>A random policy of a few lines, and what each of them allows by itself.</summary>
internal sealed class ShadowedPolicy
{
    private readonly ShadowSpace _space;
    private readonly string[] _lines;
    private readonly CompiledPolicy[] _alone;
    private readonly int _included;

    internal ShadowedPolicy(Random random, ShadowSpace space)
    {
        _space = space;
        _included = random.Next(2);
        var lines = new List<string>();
        var alone = new List<CompiledPolicy>();
        for (int wanted = 2 + random.Next(3); lines.Count < wanted;)
        {
            string line = space.Line(random);
            CompiledPolicy? policy = PolicyReader.Read(PolicySample.Head + "role A\nallow " + line + "\n").Policy;
            // Not every clause goes with every function.
            if (policy == null) continue;
            lines.Add(line);
            alone.Add(policy);
        }

        _lines = [.. lines];
        _alone = [.. alone];
    }

    /// <summary>The lines that are said never to decide.</summary>
    internal bool[] Warned()
    {
        PolicyReading reading = PolicyReader.Read(Text(null));
        Assert.IsNotNull(reading.Policy, Text(null));
        var isDead = new bool[_lines.Length];
        for (int i = 0; i < reading.Problems.Count; i++)
        {
            string message = reading.Problems[i].Message;
            int at = Array.IndexOf(Places(), reading.Problems[i].Line);
            if (at >= 0)
            {
                isDead[at] |= message.Contains("never decides:", StringComparison.Ordinal)
                    || message.Contains("allows nothing", StringComparison.Ordinal);
            }
        }

        return isDead;
    }

    /// <summary>Without the lines that never decide, everything is decided as before.</summary>
    internal void HoldsWithout(bool[] isDead)
    {
        CompiledPolicy whole = PolicySample.CompileText(Text(null));
        CompiledPolicy rest = PolicySample.CompileText(Text(isDead));
        foreach (Situation situation in _space.Situations)
        {
            Assert.AreEqual(
                situation.IsAllowed(whole), situation.IsAllowed(rest), Text(null) + "without those said to be dead: " + situation);
        }
    }

    /// <summary>No other line that is kept allows all that this one does: what is not said to be dead cannot be removed as well.</summary>
    internal void IsNeeded(int line, bool[] isDead)
    {
        bool[] own = Allowed(line);
        if (!own.Contains(true)) return;
        for (int other = 0; other < _lines.Length; other++)
        {
            // A line of B counts for those too who have B alone, and one without conditions is asked before all that have some.
            bool mayBeNeeded = other == line || (IsOfB(line) && !IsOfB(other)) || (IsConditional(other) && !IsConditional(line));
            if (mayBeNeeded || HasStepOfAnotherType(line, other)) continue;
            bool[] allowed = Allowed(other);
            bool covers = own.Zip(allowed).All(pair => !pair.First || pair.Second);
            bool isOther = isDead[other] || (own.SequenceEqual(allowed) && IsOfB(line) != IsOfB(other));
            Assert.IsFalse(
                covers && !isOther, $"{Text(null)}`{_lines[line]}` is not said to be dead, and `{_lines[other]}` allows all of it");
        }
    }

    private bool IsOfB(int line)
    {
        return line < _included;
    }

    private bool[] Allowed(int line)
    {
        return [.. _space.Situations.Select(situation => situation.IsAllowed(_alone[line]))];
    }

    private bool IsConditional(int line)
    {
        return _alone[line].Conditions.Line.Length > 0;
    }

    private bool HasStepOfAnotherType(int line, int other)
    {
        return _lines[line].Contains("step", StringComparison.Ordinal) && _lines[other].Contains("step", StringComparison.Ordinal)
            && _lines[line].Contains("s16", StringComparison.Ordinal) != _lines[other].Contains("s16", StringComparison.Ordinal);
    }

    // Role B, which A includes, stands behind A in the text: its lines count before A's own all the same.
    private string Text(bool[]? without)
    {
        string text = PolicySample.Head + (_included > 0 ? "role A includes B\n" : "role A\n");
        for (int i = _included; i < _lines.Length; i++) text += without?[i] == true ? "\n" : "allow " + _lines[i] + "\n";
        if (_included > 0) text += "role B\n";
        for (int i = 0; i < _included; i++) text += without?[i] == true ? "\n" : "allow " + _lines[i] + "\n";
        return text;
    }

    private int[] Places()
    {
        int own = _lines.Length - _included;
        return [.. Enumerable.Range(0, _lines.Length).Select(i => i >= _included ? 4 + i - _included : 5 + own + i)];
    }
}
