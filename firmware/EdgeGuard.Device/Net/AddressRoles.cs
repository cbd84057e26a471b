using System;
using System.Net;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>Roles by source address, as the settings name them. Immutable; any thread.</summary>
public sealed class AddressRoles
{
    private readonly string[] _addresses;
    private readonly string[] _roles;

    /// <param name="lines">Checked values of one setting: <c>10.0.0.5 Operator</c> each.</param>
    public AddressRoles(string[] lines)
    {
        _addresses = new string[lines.Length];
        _roles = new string[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            SettingText.TryPair(lines[i], out string address, out string role);
            _addresses[i] = Plain(address);
            _roles[i] = role;
        }
    }

    /// <summary>Where an address stands in the list; -1 for one that does not.</summary>
    public int IndexOf(string address)
    {
        for (int i = 0; i < _addresses.Length; i++)
        {
            if (_addresses[i] == address) return i;
        }
        return -1;
    }

    /// <summary>The role of an address; null for one without.</summary>
    public string? RoleOf(string address)
    {
        int index = IndexOf(address);
        return index < 0 ? null : _roles[index];
    }

    // The form in which the library shows an address.
    private static string Plain(string address)
    {
        try
        {
            return IPAddress.Parse(address).ToString();
        }
        catch (Exception)
        {
            // Nobody can come from there.
            return address;
        }
    }
}
