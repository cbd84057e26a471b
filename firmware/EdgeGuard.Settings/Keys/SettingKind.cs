namespace EdgeGuard.Settings;

/// <summary>How a setting's value is written and checked.</summary>
public enum SettingKind : byte
{
    /// <summary>Any text without control characters.</summary>
    Text = 0,

    /// <summary>A name that can stand in an MQTT topic: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    Name = 1,

    /// <summary><c>host:port</c>, or <c>off</c> where the default is off.</summary>
    Endpoint = 2,

    /// <summary>A file; relative names are relative to the settings file.</summary>
    File = 3,

    /// <summary>A whole number between Min and Max.</summary>
    Number = 4,

    /// <summary>A number with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, between Min and Max milliseconds.</summary>
    Duration = 5,

    /// <summary>One of the words in Choices.</summary>
    Choice = 6,

    /// <summary>A unit id to map and the unit id that it means: <c>255 1</c>.</summary>
    UnitAlias = 7,

    /// <summary>A source address and the role that it gets: <c>10.0.0.5 Operator</c>.</summary>
    AddressRole = 8,

    /// <summary><c>address:port</c> of one of the module's own addresses, or <c>off</c>.</summary>
    Listen = 9,

    /// <summary>A serial bus, as <see cref="SerialSetting"/> has it.</summary>
    Bus = 10,

    /// <summary>A client's serial port, as <see cref="SerialSetting"/> has it.</summary>
    SerialClient = 11,

    /// <summary>Where units are, as <see cref="UnitSetting"/> has it.</summary>
    Unit = 12,

    /// <summary>An address of the module's own with its network, as <see cref="Settings.OwnAddress"/> has it; or <c>off</c>.</summary>
    OwnAddress = 13,

    /// <summary>An IP address, or <c>off</c>.</summary>
    Address = 14,

    /// <summary>A time zone, as <see cref="SiteZone"/> reads it.</summary>
    Zone = 15,
}
