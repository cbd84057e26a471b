using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>One block of a PEM file (RFC 7468), decoded. Immutable.</summary>
public sealed class PemBlock
{
    internal PemBlock(string label, int line, byte[] content, bool isEncrypted, int begin, int end)
    {
        Label = label;
        Line = line;
        Content = content;
        IsEncrypted = isEncrypted || label.IndexOf("ENCRYPTED") >= 0;
        Begin = begin;
        End = end;
    }

    /// <summary>What it says it is, such as <c>CERTIFICATE</c>.</summary>
    public string Label { get; }

    /// <summary>The line of its file on which it begins, from 1.</summary>
    public int Line { get; }

    /// <summary>What it holds: DER, by its label.</summary>
    public byte[] Content { get; }

    /// <summary>Whether it holds a key under a password.</summary>
    public bool IsEncrypted { get; }

    public bool IsCertificate
    {
        get { return Label == PemLabel.Certificate || Label == PemLabel.OldCertificate; }
    }

    public bool IsRevocationList
    {
        get { return Label == PemLabel.RevocationList; }
    }

    public bool IsPrivateKey
    {
        get { return PemLabel.IsPrivateKey(Label); }
    }

    /// <summary>Where its first byte is in the file.</summary>
    internal int Begin { get; }

    /// <summary>Behind its last byte.</summary>
    internal int End { get; }

    /// <summary>The text of the block as it stands in its file; empty where that is no UTF-8.</summary>
    internal string TextIn(byte[] file)
    {
        return Utf8Text.Read(file, Begin, End - Begin) ?? "";
    }
}
