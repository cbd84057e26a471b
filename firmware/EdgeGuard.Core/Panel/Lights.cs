using System;

namespace EdgeGuard.Core.Panel;

/// <summary>The lights at the front.</summary>
[Flags]
public enum Lights : byte
{
    None = 0,
    Green = 1,
    Amber = 2,
    Red = 4,
}
