namespace EdgeGuard.Policy;

/// <summary>One <c>role</c> of a policy with its own lines.</summary>
public sealed class PolicyRole
{
    /// <summary>Name as certificates carry it; for <c>*</c> and <c>none</c> the word itself.</summary>
    public string Name { get; internal set; } = "";

    /// <summary><c>role *</c>: everybody with exactly one valid role.</summary>
    public bool IsAnybody { get; internal set; }

    /// <summary><c>role none</c>: the NULL role.</summary>
    public bool IsNone { get; internal set; }

    /// <summary>Line number of the header, from 1.</summary>
    public int Line { get; internal set; }

    /// <summary>Column of the name, from 1.</summary>
    public int Column { get; internal set; }

    /// <summary>Names of the included roles, as written.</summary>
    public string[] Includes { get; internal set; } = new string[0];

    /// <summary>Columns of <see cref="Includes"/>.</summary>
    public int[] IncludeColumns { get; internal set; } = new int[0];

    /// <summary>Queue priority: 0 high, 1 normal, 2 low.</summary>
    public int Priority { get; internal set; } = 1;

    /// <summary>The role's own lines.</summary>
    public PolicyLine[] Lines { get; internal set; } = new PolicyLine[0];
}
