"""Signing in beyond the password: second factors, the site's provider, devices, and the way back in.

django-allauth keeps factors, checks passkeys and speaks with the provider; no page and no address of it is shown but those
written here. Everything runs as the login role, outside the transaction of a request, because that role alone reads accounts,
sessions and factors; what is shown of a colleague, and every audit line, is done as that member of staff.
"""
