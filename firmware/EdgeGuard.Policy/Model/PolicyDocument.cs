namespace EdgeGuard.Policy;

/// <summary>A policy as it was read: what the writer prints, the compiler compiles and the explainer explains.</summary>
public sealed class PolicyDocument
{
    /// <summary>What a limit is that the policy does not set.</summary>
    public const int Unset = -1;

    /// <summary>Name from the <c>policy</c> line; empty without one.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Version from the <c>policy</c> line; 0 without one.</summary>
    public int Version { get; internal set; }

    public int RatePerSecond { get; internal set; } = Unset;

    public int Burst { get; internal set; } = Unset;

    public int Pending { get; internal set; } = Unset;

    public int LifetimeMs { get; internal set; } = Unset;

    public int SessionsPerClient { get; internal set; } = Unset;

    public int Sessions { get; internal set; } = Unset;

    public RefusalStyle RefusalStyle { get; internal set; }

    public PolicyRole[] Roles { get; internal set; } = new PolicyRole[0];

    public PolicyLine[] Nevers { get; internal set; } = new PolicyLine[0];

    /// <summary>Index of the role that a peer with this role name has (null: the NULL role); -1 for none.</summary>
    public int FindRole(string? name)
    {
        for (int i = 0; i < Roles.Length; i++)
        {
            PolicyRole role = Roles[i];
            if (name == null ? role.IsNone : !role.IsNone && !role.IsAnybody && role.Name == name) return i;
        }
        return -1;
    }

    /// <summary>Index of <c>role *</c>; -1 for none.</summary>
    public int FindAnybody()
    {
        for (int i = 0; i < Roles.Length; i++)
        {
            if (Roles[i].IsAnybody) return i;
        }
        return -1;
    }

    /// <summary>Marks every role whose lines count for a role: itself, what it includes, and <c>*</c>.</summary>
    /// <param name="role">Index of the role; -1 for a peer that only <c>role *</c> applies to.</param>
    public bool[] EffectiveRoles(int role)
    {
        var marked = new bool[Roles.Length];
        if (role >= 0) Mark(role, marked);
        int anybody = FindAnybody();
        if (anybody >= 0 && (role < 0 || !Roles[role].IsNone)) Mark(anybody, marked);
        return marked;
    }

    /// <summary>Marks everything that a role includes, directly or through others; itself only where they lead back to it.</summary>
    internal bool[] IncludedRoles(int role)
    {
        var marked = new bool[Roles.Length];
        MarkIncluded(role, marked);
        return marked;
    }

    private void Mark(int role, bool[] marked)
    {
        if (marked[role]) return;
        marked[role] = true;
        MarkIncluded(role, marked);
    }

    private void MarkIncluded(int role, bool[] marked)
    {
        string[] includes = Roles[role].Includes;
        for (int i = 0; i < includes.Length; i++)
        {
            int included = FindRole(includes[i]);
            if (included >= 0) Mark(included, marked);
        }
    }
}
