using System.Collections.Generic;

namespace EdgeGuard.Fuzz;

/// <summary>One entrance of the product for bytes of strangers, and what it promises for all of them.</summary>
internal interface ITarget
{
    string Name { get; }

    /// <summary>Longest input worth trying, bytes.</summary>
    int MaxLength { get; }

    /// <summary>Where to begin: inputs that the product takes.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>Runs one input, which is not kept. Whatever it throws is a find.</summary>
    void Run(byte[] input);
}
