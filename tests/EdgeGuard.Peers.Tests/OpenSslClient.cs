using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using EdgeGuard.Testing;

namespace EdgeGuard.Peers.Tests;

/// <summary>openssl s_client, told to send one Modbus request and to show what comes back.</summary>
internal static class OpenSslClient
{
    private const int EndMs = 30_000;
    private const int HeaderBytes = 6;

    /// <summary>Sends a frame once the handshake is done and gives the frame
    /// that comes back; empty when the connection ends instead.</summary>
    public static byte[] Ask(byte[] frame, params IEnumerable<string> options)
    {
        using Process process = Start(["-quiet", .. options]);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            process.StandardInput.BaseStream.Write(frame);
            process.StandardInput.BaseStream.Flush();
            Task<byte[]> answer = Task.Run(() => ReadFrame(process.StandardOutput.BaseStream));
            Assert.IsTrue(answer.Wait(EndMs), "openssl got neither an answer nor an end");
            return answer.Result;
        }
        catch (IOException)
        {
            return []; // It ended before it took the frame.
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    /// <summary>Makes the handshake and gives all that it says of it.</summary>
    public static string Greet(params IEnumerable<string> options)
    {
        using Process process = Start(options);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(EndMs)) process.Kill();
        return output.Result + error.Result;
    }

    private static Process Start(IEnumerable<string> options) => Process.Start(
        new ProcessStartInfo(PeerProgram.Find("openssl", "openssl"), ["s_client", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static byte[] ReadFrame(Stream stream)
    {
        byte[] header = new byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return [];
        byte[] rest = new byte[header[4] << 8 | header[5]];
        stream.ReadExactly(rest);
        return [.. header, .. rest];
    }
}
