namespace EdgeGuard.Core.Policy;

/// <summary>A policy as flat tables, ready to judge. Immutable; any thread.</summary>
public sealed class CompiledPolicy
{
    /// <summary>What <see cref="RoleIndex"/> answers for the NULL role where the policy has no <c>role none</c>.</summary>
    public const int NoRole = -1;

    /// <summary>What <see cref="RoleIndex"/> answers for a role that the policy does not know, without <c>role *</c>.</summary>
    public const int UnknownRole = -2;

    /// <summary>The policy that allows nothing to anybody: what is in force when nothing is.</summary>
    public static CompiledPolicy Empty
    {
        get { throw new System.NotImplementedException(); }
    }

    /// <summary>Name from the <c>policy</c> line.</summary>
    public string Name
    {
        get { throw new System.NotImplementedException(); }
    }

    /// <summary>Version from the <c>policy</c> line.</summary>
    public int Version
    {
        get { throw new System.NotImplementedException(); }
    }

    /// <summary>Limits from the <c>limit</c> lines, with our defaults where the policy is silent.</summary>
    public PolicyLimits Limits
    {
        get { throw new System.NotImplementedException(); }
    }

    /// <summary>How refusals are shown to clients of plain and serial upstreams; TLS clients always get exception 01.</summary>
    public RefusalStyle RefusalStyle
    {
        get { throw new System.NotImplementedException(); }
    }

    /// <summary>The index that <see cref="Judge"/> takes for a peer's role (null: the NULL role). Role names compare byte for byte.</summary>
    public int RoleIndex(string? role)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>The queue priority of a role's requests, 0 (first) … 2; 1 unless the policy says otherwise.</summary>
    public int Priority(int roleIndex)
    {
        throw new System.NotImplementedException();
    }
}
