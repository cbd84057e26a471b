using System.ComponentModel;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>The policy that a module says is in force, as programs are told of it.</summary>
internal sealed record ApiPolicy
{
    public required string Site { get; init; }

    public required string Module { get; init; }

    public required string Name { get; init; }

    public required long Version { get; init; }

    [Description("SHA-256 of its canonical form.")]
    public required string Hash { get; init; }

    [Description("Its text as it was typed; absent where it is not known here.")]
    public string? Text { get; init; }

    [Description("What the seal of the text proved; absent where the module did not tell it.")]
    public string? Seal { get; init; }

    internal static ApiPolicy Of(ModuleView view, ShownPolicy? text) => new()
    {
        Site = view.Site,
        Module = view.Name,
        Name = PeerText.Clean(view.State!.PolicyName),
        Version = view.State.PolicyVersion,
        Hash = view.State.PolicyHash,
        Text = text?.Text,
        Seal = text?.Seal is { } seal ? SealWords.Of(seal) : null,
    };
}
