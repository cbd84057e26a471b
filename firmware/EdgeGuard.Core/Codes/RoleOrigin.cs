namespace EdgeGuard.Core;

/// <summary>What gives the clients of a listener their roles. Reported as text (RoleOriginText); append only.</summary>
public enum RoleOrigin : byte
{
    Unknown = 0,

    /// <summary>The client's certificate: nobody can take another's.</summary>
    Certificate = 1,

    /// <summary>A table of addresses in the settings: whoever takes an address takes its role.</summary>
    AddressTable = 2,

    /// <summary>The settings of the serial port.</summary>
    Port = 3,
}
