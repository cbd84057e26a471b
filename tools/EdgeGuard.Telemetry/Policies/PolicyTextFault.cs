namespace EdgeGuard.Telemetry;

/// <summary>Why bytes are no part of the text of a policy, or parts no text.</summary>
public enum PolicyTextFault
{
    None = 0,

    /// <summary>They do not begin as a part does.</summary>
    Magic = 1,

    /// <summary>A version that this reader does not know.</summary>
    Version = 2,

    /// <summary>A flag that there is not, or a number below 0.</summary>
    Header = 3,

    /// <summary>They end too early or too late, or are more than a part has.</summary>
    Length = 4,

    /// <summary>No UTF-8, or a letter that is cut.</summary>
    Text = 5,

    /// <summary>More parts, or more text, than a policy can have.</summary>
    TooLong = 6,

    /// <summary>The seal is wrong, or missing where there is a key for the stream.</summary>
    Seal = 7,

    /// <summary>Parts that do not follow one another by their seals.</summary>
    Chain = 8,

    /// <summary>The text is no policy, or one with another hash than the module says.</summary>
    Hash = 9,
}
