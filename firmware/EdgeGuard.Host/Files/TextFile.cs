using System;
using System.IO;
using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>Reads a file of settings or a policy, for the module and for the tools alike: one refuses what the other refuses.</summary>
public static class TextFile
{
    // What UTF-8 takes at most for the longest text that a reader takes, and a mark before it.
    private const int Largest = 3 * GuardLimits.MaxPolicyText + 3;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Its text; null, and what is wrong and what helps, when it cannot be had. Never throws.</summary>
    public static string? Read(string path, out string problem, out string remedy)
    {
        problem = "";
        remedy = "";
        try
        {
            byte[]? file = BoundedFile.Read(path, Largest);
            if (file != null) return Utf8.GetString(file);
            problem = $"has more than {Largest} bytes, as no settings and no policy have";
            remedy = "check the path";
        }
        catch (DecoderFallbackException e)
        {
            problem = "is not UTF-8: " + e.Message;
            remedy = "save the file as UTF-8";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = "cannot be read: " + FileLimit.Reason(e);
            remedy = "name a file that is there and may be read";
        }
        return null;
    }
}
