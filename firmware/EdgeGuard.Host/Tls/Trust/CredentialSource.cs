using System;
using System.Collections.Generic;

namespace EdgeGuard.Host;

/// <summary>What a certificate, key, list or password is read from: a file, or a record that is in memory already. Whatever is wrong with
/// it names that place, so that both are read and checked by the same code.</summary>
internal sealed class CredentialSource
{
    private readonly Func<IList<FileProblem>, byte[]?> _read;

    private CredentialSource(string place, string noun, Func<IList<FileProblem>, byte[]?> read)
    {
        Place = place;
        Noun = noun;
        _read = read;
    }

    /// <summary>The path of the file, or the name of the record.</summary>
    internal string Place { get; }

    /// <summary>What a problem of another place calls it.</summary>
    internal string Noun { get; }

    /// <summary>A file.</summary>
    internal static CredentialSource File(string path) => new(path, path, problems => PemFiles.Read(path, problems));

    /// <summary>A file that nobody but its owner may read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it holds, for the problem that others may read it.</param>
    internal static CredentialSource Secret(string path, string what) => new(path, path, problems => SecretFile.Read(path, what, problems));

    /// <summary>A record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="noun">What a problem of another record calls it.</param>
    /// <param name="content">What is in it.</param>
    internal static CredentialSource Record(string name, string noun, byte[] content) => new(name, noun, _ => content);

    /// <summary>The same, read once: what was read first is what it is.</summary>
    internal CredentialSource Once()
    {
        byte[]? content = null;
        return new CredentialSource(Place, Noun, problems => content ??= Read(problems));
    }

    /// <summary>All of it. Null: <paramref name="problems"/> has been given the reason. Never throws.</summary>
    internal byte[]? Read(IList<FileProblem> problems) => _read(problems);
}
