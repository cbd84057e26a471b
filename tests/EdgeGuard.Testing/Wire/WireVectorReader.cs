using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeGuard.Testing.Wire;

/// <summary>Reads one file of vectors. All problems of the file at once, each with its line.</summary>
public sealed class WireVectorReader
{
    private readonly string _file;
    private readonly List<WireVector> _vectors = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _seen = [];
    private WireVector? _vector;
    private int _line;

    private WireVectorReader(string file)
    {
        _file = file;
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FormatException">The file has problems; the message lists them.</exception>
    public static IReadOnlyList<WireVector> Read(string file, string text)
    {
        var reader = new WireVectorReader(file);
        foreach (string line in text.Split('\n'))
        {
            reader._line++;
            reader.ReadLine(line.Split('#')[0].Trim());
        }

        reader.EndVector();
        return reader._problems.Count == 0 ? reader._vectors : throw new FormatException(string.Join('\n', reader._problems));
    }

    private void ReadLine(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (line[0] is '>' or '<')
        {
            ReadBytes(line[0] == '>' ? _vector?.SentBytes : _vector?.ReceivedBytes, line[1..]);
            return;
        }

        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            Problem($"neither a header nor bytes: '{line}'");
            return;
        }

        ReadHeader(line[..colon], line[(colon + 1)..].Trim());
    }

    private void ReadHeader(string key, string value)
    {
        if (key == "name")
        {
            EndVector();
            _seen.Clear();
            _vector = new WireVector(_file, value);
            return;
        }

        if (_vector is null)
        {
            Problem($"'{key}' before the first 'name'");
            return;
        }

        if (_vector.Sent.Count > 0)
        {
            Problem($"header '{key}' behind bytes; a new vector begins with 'name'");
        }

        if (key != "comment" && !_seen.Add(key))
        {
            Problem($"header '{key}' twice");
        }

        switch (key)
        {
            case "expect": _vector.Expect = value; break;
            case "decoded": _vector.Decoded = value; break;
            case "frame-max": _vector.FrameMax = Number(value); break;
            case "after": _vector.After = Number(value); break;
            case "comment": break;
            default: Problem($"unknown header '{key}'; there are name, expect, decoded, frame-max, after, comment"); break;
        }
    }

    private void ReadBytes(List<byte>? into, string text)
    {
        if (into is null)
        {
            Problem("bytes before the first 'name'");
            return;
        }

        foreach (string token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = token.Split('*');
            int count = parts.Length == 2 ? Number(parts[1]) : 1;
            if (parts.Length > 2 || parts[0].Length != 2
                || !byte.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                Problem($"'{token}' is not a byte; write two hexadecimal digits, or NN*COUNT");
                continue;
            }

            for (int i = 0; i < count; i++) into.Add(value);
        }
    }

    private int Number(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is > 0 and <= 65535)
        {
            return value;
        }

        Problem($"'{text}' is not a number from 1 to 65535");
        return 0;
    }

    private void EndVector()
    {
        if (_vector is null)
        {
            return;
        }

        string name = _vector.Name;
        string outcome = _vector.Expect.Split(' ')[0];
        if (outcome == "rtu")
        {
            EndRtuVector(name);
            return;
        }

        bool hasResponse = outcome is "response" or "mismatch";
        Require(name.Length > 0 && !_vectors.Exists(other => other.Name == name), "its name is empty or not unique");
        Require(hasResponse || outcome is "need-more" or "broken" or "request" or "malformed", $"'expect: {_vector.Expect}' is none");
        Require(_vector.SentBytes.Count > 0, "it has no bytes");
        Require(hasResponse == (_vector.ReceivedBytes.Count > 0), "an answer belongs to 'response' and 'mismatch', and to them only");
        Require((outcome == "request") == (_vector.Decoded.Length > 0), "'decoded' belongs to 'request', and to it only");
        Require((outcome == "broken") == (_vector.After > 0), "'after' belongs to 'broken', and to it only");
        _vectors.Add(_vector);
    }

    private void EndRtuVector(string name)
    {
        bool isOutcome = _vector!.Expect is "rtu at-once" or "rtu at-silence"
            || _vector.Expect.StartsWith("rtu broken ", StringComparison.Ordinal);
        Require(name.Length > 0 && !_vectors.Exists(other => other.Name == name), "its name is empty or not unique");
        Require(isOutcome, $"'expect: {_vector.Expect}' is none");
        Require(_vector.SentBytes.Count > 0 != _vector.ReceivedBytes.Count > 0, "it is the bytes of one side");
        Require(_vector.Decoded.Length == 0 && _vector.After == 0, "'decoded' and 'after' do not belong to 'rtu'");
        _vectors.Add(_vector);
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds) Problem($"vector '{_vector?.Name}' ends here: {otherwise}");
    }

    private void Problem(string what)
    {
        _problems.Add($"{_file}:{_line}: {what}");
    }
}
