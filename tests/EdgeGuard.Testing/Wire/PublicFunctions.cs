using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EdgeGuard.Modbus;

namespace EdgeGuard.Testing.Wire;

/// <summary>The function codes that <see cref="FunctionCode"/> names: what every list of functions is held against.</summary>
public static class PublicFunctions
{
    private static readonly string[] OtherConstants =
        [nameof(FunctionCode.MeiCanOpen), nameof(FunctionCode.MeiDeviceIdentification), nameof(FunctionCode.ExceptionFlag)];

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<byte> Codes { get; } =
    [
        .. typeof(FunctionCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && !OtherConstants.Contains(field.Name))
            .Select(field => (byte)field.GetRawConstantValue()!)
            .Order(),
    ];
}
