using System.Collections.Generic;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>One method with a body, or an abstract one without.</summary>
/// <param name="Type">Full name of its type.</param>
/// <param name="Name">Its name and its parameters' types: what an override shares with what it overrides.</param>
/// <param name="Code">Its instructions.</param>
/// <param name="ValueLocals">Value types among its locals.</param>
internal sealed record IlMethod(string Type, string Name, IReadOnlyList<IlInstruction> Code, IReadOnlyList<string> ValueLocals)
{
    internal string Key
    {
        get { return Type + "::" + Name; }
    }

    /// <summary>As a person writes it: without namespace and parameters.</summary>
    internal string Short
    {
        get { return Type[(Type.LastIndexOf('.') + 1)..] + "." + Name[..Name.IndexOf('(')]; }
    }
}
