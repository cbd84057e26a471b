using System.Diagnostics;
using System.IO;
using System.Text;
using EdgeGuard.Testing;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class QrPictureTests
{
    private const int Scale = 4;

    [TestMethod]
    [DataRow(60)]
    [DataRow(120)]
    [DataRow(150)]
    [DataRow(160)]
    [DataRow(190)]
    [DataRow(230)]
    public void A_scanner_reads_the_picture_as_the_text(int length)
    {
        string scanner = PeerProgram.Find("zbarimg", "zbar-tools");
        string text = "otpauth://totp/EdgeGuard:m1-anna?secret=" + new string('Q', length - 40);
        string file = Path.GetTempFileName() + ".pgm";
        try
        {
            File.WriteAllBytes(file, Picture(QrPicture.Lines(text)));
            using Process run = Process.Start(new ProcessStartInfo(scanner, ["--raw", "-q", file]) { RedirectStandardOutput = true })!;
            string read = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            Assert.AreEqual(text, read.TrimEnd());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void A_picture_fits_80_columns_and_a_text_too_long_has_none()
    {
        string[] lines = QrPicture.Lines(new string('x', 230));
        Assert.IsTrue(lines[0].Length < 80);
        Assert.IsEmpty(QrPicture.Lines(new string('x', 231)));
    }

    private static byte[] Picture(string[] lines)
    {
        int width = lines[0].Length * Scale;
        var picture = new MemoryStream();
        picture.Write(Encoding.ASCII.GetBytes($"P5 {width} {lines.Length * 2 * Scale} 255\n"));
        foreach (string line in lines)
        {
            Row(picture, line, '\u2580');
            Row(picture, line, '\u2584');
        }
        return picture.ToArray();
    }

    // What is lit on the screen is light.
    private static void Row(MemoryStream picture, string line, char half)
    {
        for (int y = 0; y < Scale; y++)
        {
            foreach (char c in line)
            {
                for (int x = 0; x < Scale; x++) picture.WriteByte(c == '\u2588' || c == half ? (byte)255 : (byte)0);
            }
        }
    }
}
