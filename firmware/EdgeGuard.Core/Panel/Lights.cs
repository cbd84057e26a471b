using System;

namespace EdgeGuard.Core;

/// <summary>The lights of the panel.</summary>
[Flags]
public enum Lights : byte
{
    None = 0,
    Green = 1,
    Amber = 2,
    Red = 4,
}
