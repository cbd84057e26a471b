using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Files;

/// <summary>The files for the broker are read at the start like all others, and every problem is told at once.</summary>
[TestClass]
public sealed class ConfigurationFilesTests : IDisposable
{
    private readonly BrokerCertificates _certificates = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-module-").FullName;

    public void Dispose()
    {
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void Good_files_for_the_broker_are_no_problem()
    {
        Password("secret\n", FileModes.OwnerOnly);
        Assert.AreEqual("", Problems(Broker()));
    }

    [TestMethod]
    public void All_problems_of_the_files_for_the_broker_are_told_at_once()
    {
        string password = Password("secret\n", FileModes.OwnerOnly | UnixFileMode.GroupRead);
        string text = Problems(
            "mqtt.ca nowhere.crt", $"mqtt.certificate {_certificates.ModuleFile}", $"mqtt.key {_certificates.BrokerKeyFile}", "mqtt.user m",
            "mqtt.password-file password");
        Assert.Contains("nowhere.crt", text);
        Assert.Contains("does not belong to", text);
        Assert.Contains("chmod 600 " + password, text);
        Assert.Contains("3 problems", text);
        Assert.DoesNotContain("secret", text);
    }

    [TestMethod]
    public void A_key_for_the_broker_that_others_may_read_is_a_problem()
    {
        Password("secret\n", FileModes.OwnerOnly);
        FileModes.Set(_certificates.ModuleKeyFile, FileModes.OwnerOnly | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600 " + _certificates.ModuleKeyFile, Problems(Broker()));
    }

    [TestMethod]
    public void A_password_file_without_a_password_is_a_problem()
    {
        Password("\nsecret\n", FileModes.OwnerOnly);
        Assert.Contains("there is no password", Problems(Broker()));
    }

    [TestMethod]
    public void Files_of_a_broker_that_is_off_are_not_looked_at()
    {
        Assert.AreEqual("", Problems("mqtt.broker off", "mqtt.user m", "mqtt.password-file nowhere"));
    }

    [TestMethod]
    public void What_only_a_device_needs_is_refused_here()
    {
        string text = Problems("mqtt.broker off", "tls.address-role 10.0.0.5 Operator", "time.server 10.0.0.1");
        Assert.Contains("here the role is the certificate's", text);
        Assert.Contains("the clock here is the system's", text);
    }

    [TestMethod]
    public void A_serial_port_that_is_not_there_is_warned_of()
    {
        Problems("mqtt.broker off", "bus north /dev/no-such-port 19200 8E1", "unit 1 on north");
        Assert.Contains("/dev/no-such-port: there is no such serial port", _printed);
        Assert.Contains("opened then by itself", _printed);
        Problems("mqtt.broker off", "bus north /dev/null 19200 8E1", "unit 1 on north");
        Assert.DoesNotContain("no such serial port", _printed);
    }

    [TestMethod]
    public void A_policy_for_longer_frames_than_frame_max_is_warned_of()
    {
        _rules = "role A\n  allow 3, 90\n";
        Problems("mqtt.broker off");
        Assert.Contains("the policy allows function 90, and frame.max is 260", _printed);
        Problems("mqtt.broker off", "frame.max 261");
        Assert.DoesNotContain("frame.max is", _printed);
    }

    private string _rules = "role A\n  allow 3\n";
    private string _printed = "";

    private string[] Broker() =>
        [
            $"mqtt.ca {_certificates.CaFile}", $"mqtt.certificate {_certificates.ModuleFile}", $"mqtt.key {_certificates.ModuleKeyFile}",
            "mqtt.user m", "mqtt.password-file password"];

    private string Password(string text, UnixFileMode mode)
    {
        string path = Path.Combine(_folder, "password");
        File.WriteAllText(path, text);
        FileModes.Set(path, mode);
        return path;
    }

    // What is printed, but for the warning that a plain listener always gets.
    private string Problems(params string[] lines)
    {
        File.WriteAllText(Path.Combine(_folder, "p.policy"), "edgeguard-policy 1\npolicy p version 1\n" + _rules);
        List<string> settings = [
            "site s", "module m", "policy.file p.policy", "plc.address 127.0.0.1:502", "listen.tls off", "unsafe-plain.listen 127.0.0.1:0",
            .. lines];
        if (!settings.Contains("mqtt.broker off")) settings.Add("mqtt.broker 127.0.0.1:8883");
        string path = Path.Combine(_folder, "module.conf");
        File.WriteAllLines(path, settings);
        var problems = new FileProblems();
        ConfigurationFiles? files = ConfigurationFiles.Read(path, problems);
        using var printed = new StringWriter();
        problems.Print(printed);
        Assert.AreEqual(problems.Errors == 0, files != null, printed.ToString());
        _printed = printed.ToString();
        return problems.Errors == 0 ? "" : printed.ToString();
    }
}
