using EdgeGuard.Store;

namespace EdgeGuard.Module;

/// <summary>The credentials that are in use now. Any thread; must not throw.</summary>
public delegate CredentialSet CredentialsInUse();
