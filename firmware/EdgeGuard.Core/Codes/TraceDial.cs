namespace EdgeGuard.Core;

/// <summary>What a trace shows; dials can be added up.</summary>
public enum TraceDial : byte
{
    None = 0,

    /// <summary>Connections of clients and to PLCs and buses, as they begin and end.</summary>
    Link = 1,

    /// <summary>The bytes of every frame, on both sides.</summary>
    Frame = 2,

    /// <summary>Requests, decoded, with what became of them.</summary>
    Request = 4,
}
