namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>A comparison such as <c>3:12 = 0</c>.</summary>
internal sealed class OracleWhen(string place, string comparison, string value)
{
    /// <summary>The function that reads it.</summary>
    public int Table { get; } = int.Parse(place.Split(':')[0]);

    public int Address { get; } = int.Parse(place.Split(':')[1]);

    public bool Holds(byte unit, IOraclePlc plc)
    {
        int present = plc.Value(unit, Table, Address);
        int wanted = value is "on" or "off" ? (value == "on" ? 1 : 0) : int.Parse(value);
        return comparison switch
        {
            "=" => present == wanted,
            "!=" => present != wanted,
            "<" => present < wanted,
            "<=" => present <= wanted,
            ">" => present > wanted,
            _ => present >= wanted,
        };
    }
}
